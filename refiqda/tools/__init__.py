"""What each program does differently: how its files are recognised, understood and written."""

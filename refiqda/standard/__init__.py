"""What REFI-QDA is: the standard as one table, and what reads, writes and checks by it."""

"""What is counted: codings as columns of numbers, which of them are looked at, and the units."""

"""Tables of people's own, whose columns they name."""

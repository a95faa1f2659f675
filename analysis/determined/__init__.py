"""What the printed numbers determine, and what they leave open."""

"""How far coders agree: units of a source, who coded them, and what is made of that."""

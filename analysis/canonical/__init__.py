"""The reconstruction, unique by definition: stages, each the constraint of the next."""

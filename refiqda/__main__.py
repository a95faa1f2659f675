"""``python -m refiqda``."""

from refiqda.cli import main

if __name__ == "__main__":
    main(prog_name="refiqda")

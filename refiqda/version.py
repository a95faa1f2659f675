"""The version of refiqda, where everything else reads it."""

VERSION = "0.1.0"

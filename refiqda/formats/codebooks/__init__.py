"""Codebooks in every layout that programs and people use, in and out."""

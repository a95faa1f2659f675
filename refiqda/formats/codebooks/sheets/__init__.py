"""Spreadsheets, csv and the tables of Word documents: cells in, and cells out."""

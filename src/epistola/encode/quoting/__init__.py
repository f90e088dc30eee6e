"""Quotations: pairing their marks, and telling what is quoted from what is said or only called so."""

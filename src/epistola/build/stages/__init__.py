"""The stages of a build: what each works on, what it is made from, and what follows from it."""

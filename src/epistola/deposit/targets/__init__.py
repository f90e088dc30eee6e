"""The repositories: a module each."""

"""Suspected errors of transcription: what each kind is known by. The annotator `slips` puts them together.

What is proposed is sure of itself for a reason that stands in the letter or in the words of the language: no dictionary
says what is a word, so that an older spelling is never a slip.
"""

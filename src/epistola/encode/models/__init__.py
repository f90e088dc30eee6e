"""Models that know nothing of the edition: spaCy pipelines, and language models that are asked over a network.

They may return stretches of the text with a kind of name, and nothing else; what they return is verified against the
text (`spans`) and claimed where nobody else has found anything (`claims`). `pipelines` is the home of spaCy. A language
model is asked beforehand (`asking`, by `epistola ask`), and its answers are kept in files (`answers`), so that encoding
asks nobody and gives the same bytes again.
"""

"""Learning how an edition marks names, from its letters that are encoded already.

`training.train` makes a model, a sequence model (conditional random field) over the words of letters;
`training.cross_validate` says what it is worth on letters that it hasn't seen. `model.Model` is kept in a file that
names its training data by hash; the annotator `learned` reads letters with it.
"""

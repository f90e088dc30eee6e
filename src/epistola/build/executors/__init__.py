"""Where work is done: each module has `open_executor(jobs, address)`, which gives a `concurrent.futures.Executor`."""

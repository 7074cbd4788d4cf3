"""One piece of work, wherever it is asked for: progress, portfolio, standard, line manager, certificate."""

"""Claims of many articles in, Figures out: checks, same-claim clusters, conflicts, comparisons."""

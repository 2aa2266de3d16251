"""How frames of one article become claims, step by step; extract/claims.py conducts it."""

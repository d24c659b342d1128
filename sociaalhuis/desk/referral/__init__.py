"""Referring: who goes where, on which paper, and the life of that referral as events."""

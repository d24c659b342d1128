"""What the front desk does: questions, referrals, follow-up."""

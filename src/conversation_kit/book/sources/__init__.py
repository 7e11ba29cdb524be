"""Where records come from: saved pages and Open Referral UK APIs."""

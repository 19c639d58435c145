"""What people who write rules work with: their examples tried, their changes, lists of them, beginnings."""

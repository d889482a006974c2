"""What the invented département is made of: a table of communes, and how its occasions are told."""

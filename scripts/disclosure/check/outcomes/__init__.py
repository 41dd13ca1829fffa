"""From the cases of all checks to what is published: causes, findings, quotes, and how many were true."""

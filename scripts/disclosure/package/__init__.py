"""The data as published: the tables of a report, the series over reports, the descriptor over all."""

"""The performance tables (绩效目标表, 绩效自评表), with cells or flattened to text."""

"""How: gates, rules, the funding programme, named people, explanations, the audit."""

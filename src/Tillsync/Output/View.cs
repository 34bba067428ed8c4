namespace Tillsync.Output;

/// <summary>What fills a screen: lines, a table, lines. Shown once or, in a terminal, again and again in the same place.</summary>
internal sealed record View(IReadOnlyList<string> Before, ViewTable Table, IReadOnlyList<string> After);

internal sealed record ViewTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows);

namespace Tillsync.Adapters.Counterpoint;

/// <summary>What a look at a site's database shows besides stock: for <c>doctor</c>, never for a decision.</summary>
/// <param name="Place">Names the database in messages, without any secret.</param>
/// <param name="Now">The database server's clock, UTC.</param>
/// <param name="Offset">Of the server's local time from UTC.</param>
/// <param name="Columns">Columns of the tables and views that Tillsync knows of, with their types, whatever they are used for.</param>
/// <param name="Newest">The newest dates that the till wrote, by what they are of; null where none is readable.</param>
/// <param name="Rights">Rights of the login that go beyond reading, in the server's words; null where the server does not tell.</param>
public sealed record TillInspection(
    string Place,
    DateTimeOffset Now,
    TimeSpan Offset,
    IReadOnlyList<SiteColumn> Columns,
    NewestDates Newest,
    IReadOnlyList<string>? Rights
);

/// <summary>A column of the site.</summary>
/// <param name="Type">As the database names it, e.g. <c>varchar(20)</c>.</param>
public sealed record SiteColumn(string Table, string Column, string Type);

/// <summary>In the server's local time, as the till writes it.</summary>
public sealed record NewestDates(DateTime? Stock, DateTime? Items, DateTime? Staged);

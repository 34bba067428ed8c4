using Microsoft.Data.Sqlite;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>What holds for single articles and categories. Codes are found by their key, as SKUs are.</summary>
internal sealed class StockRuleTable(SqliteConnection connection, long storefrontId)
{
    /// <summary>Parts the locations of a rule. No LOC_ID that a rule may name holds it.</summary>
    private const char Separator = '|';

    /// <summary>A migration of its own.</summary>
    public const string Schema = """
        CREATE TABLE stock_rule (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            kind TEXT NOT NULL,
            code_key TEXT NOT NULL,
            code TEXT NOT NULL,
            safety_stock TEXT,
            locations TEXT,
            set_by TEXT NOT NULL,
            set_at TEXT NOT NULL,
            PRIMARY KEY (storefront_id, kind, code_key)
        ) STRICT, WITHOUT ROWID;

        CREATE VIEW vw_StockRule AS
        SELECT s.name AS Storefront, r.kind AS Kind, r.code AS Code, r.safety_stock AS SafetyStock, r.locations AS Locations,
            r.set_by AS SetBy, r.set_at AS SetAt
        FROM stock_rule AS r
        JOIN storefront AS s ON s.storefront_id = r.storefront_id;
        """;

    private const string Select = """
        SELECT kind, code, safety_stock, locations, set_by, set_at FROM stock_rule WHERE storefront_id = $storefront
        """;

    private const string Upsert = """
        INSERT INTO stock_rule (storefront_id, kind, code_key, code, safety_stock, locations, set_by, set_at)
        VALUES ($storefront, $kind, $key, $code, $safety, $locations, $by, $at)
        ON CONFLICT (storefront_id, kind, code_key) DO UPDATE SET code = excluded.code, safety_stock = excluded.safety_stock,
            locations = excluded.locations, set_by = excluded.set_by, set_at = excluded.set_at
        """;

    private const string Delete = "DELETE FROM stock_rule WHERE storefront_id = $storefront AND kind = $kind AND code_key = $key";

    public IReadOnlyList<StockRule> All()
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    public void Save(IReadOnlyList<StockRule> changed, IReadOnlyList<RuleSubject> dropped)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert.With("$storefront", storefrontId);
        foreach (var rule in changed)
        {
            upsert
                .With("$kind", JournalWords.Of(rule.Subject.Kind))
                .With("$key", rule.Subject.Key)
                .With("$code", rule.Subject.Code)
                .With("$safety", rule.SafetyStock)
                .With("$locations", rule.Locations is { } list ? string.Join(Separator, list) : null)
                .With("$by", rule.SetBy)
                .With("$at", rule.SetAt)
                .Run();
        }

        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId);
        foreach (var subject in dropped)
        {
            delete.With("$kind", JournalWords.Of(subject.Kind)).With("$key", subject.Key).Run();
        }
    }

    private static StockRule Read(SqliteDataReader row) =>
        new(
            new RuleSubject(JournalWords.RuleKindOf(row.GetString(0)), row.GetString(1)),
            row.QuantityOrNull(2),
            row.TextOrNull(3)?.Split(Separator)
        )
        {
            SetBy = row.GetString(4),
            SetAt = row.Instant(5),
        };
}

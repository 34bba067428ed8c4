using Microsoft.Data.Sqlite;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>Products that were to be made, each recorded by its SKU before the request was sent.</summary>
internal sealed class CreationTable(SqliteConnection connection, long storefrontId)
{
    /// <summary>A migration of its own. The run of a creation may be forgotten before it.</summary>
    public const string Schema = """
        CREATE TABLE creation (
            creation_id INTEGER PRIMARY KEY AUTOINCREMENT,
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            run_id INTEGER NOT NULL,
            sku TEXT NOT NULL,
            name TEXT NOT NULL,
            quantity TEXT NOT NULL,
            inputs TEXT NOT NULL,
            intended_at TEXT NOT NULL,
            state TEXT NOT NULL,
            listing TEXT,
            detail TEXT,
            settled_at TEXT
        ) STRICT;
        CREATE INDEX creation_by_storefront ON creation (storefront_id, creation_id);

        ALTER TABLE run ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE item ADD COLUMN had_listing INTEGER NOT NULL DEFAULT 0;

        CREATE VIEW vw_Creation AS
        SELECT s.name AS Storefront, c.sku AS Sku, c.name AS Name, c.quantity AS Quantity, c.intended_at AS IntendedAt,
            c.state AS Outcome, c.listing AS Listing, c.detail AS Detail, c.settled_at AS SettledAt, c.inputs AS Arithmetic, c.run_id AS RunId
        FROM creation AS c
        JOIN storefront AS s ON s.storefront_id = c.storefront_id;
        """;

    private const string Select = """
        SELECT creation_id, run_id, sku, name, quantity, inputs, intended_at, state, listing, detail, settled_at
        FROM creation WHERE storefront_id = $storefront ORDER BY creation_id
        """;

    private const string Insert = """
        INSERT INTO creation (storefront_id, run_id, sku, name, quantity, inputs, intended_at, state)
        VALUES ($storefront, $run, $sku, $name, $quantity, $inputs, $now, 'intended')
        RETURNING creation_id
        """;

    private const string Leave = "UPDATE creation SET intended_at = $now WHERE storefront_id = $storefront AND creation_id = $creation";

    private const string SetOutcome = """
        UPDATE creation SET state = $state, listing = $listing, detail = $detail, settled_at = $now
        WHERE storefront_id = $storefront AND creation_id = $creation
        """;

    public IReadOnlyList<Creation> All()
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    public long Add(long runId, PlannedCreation creation, DateTimeOffset now)
    {
        using var insert = new Statement(connection, Insert);
        return insert
                .With("$storefront", storefrontId)
                .With("$run", runId)
                .With("$sku", creation.Sku.Text)
                .With("$name", creation.Sheet.Name)
                .With("$quantity", creation.Quantity.Quantity)
                .With("$inputs", DecisionText.Arithmetic(creation.Because))
                .With("$now", now)
                .Number()
            ?? throw new InvalidOperationException("The new creation has no number.");
    }

    public void Send(long creationId, DateTimeOffset now)
    {
        using var update = new Statement(connection, Leave);
        update.With("$storefront", storefrontId).With("$now", now).With("$creation", creationId).Run();
    }

    /// <exception cref="InvalidOperationException">There is no such creation.</exception>
    public void Settle(CreationSettlement settlement, DateTimeOffset now)
    {
        using var update = new Statement(connection, SetOutcome);
        var changed = update
            .With("$storefront", storefrontId)
            .With("$creation", settlement.CreationId)
            .With("$state", JournalWords.Of(settlement.State))
            .With("$listing", settlement.Listing?.ToString())
            .With("$detail", settlement.Detail)
            .With("$now", now)
            .Run();
        if (changed == 0)
        {
            throw new InvalidOperationException($"There is no creation {settlement.CreationId}.");
        }
    }

    private static Creation Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.Sku(2),
            row.GetString(3),
            new ListedQuantity(row.Quantity(4)),
            row.GetString(5),
            row.Instant(6),
            JournalWords.StateOf(row.GetString(7)),
            row.ListingOrNull(8),
            row.TextOrNull(9),
            row.InstantOrNull(10)
        );
}

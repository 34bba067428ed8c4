namespace Tillsync.Adapters.Journal;

/// <summary>
/// A migration of its own: several held plans, each with its writes and what became of it. It takes over the one plan that the first
/// schema could hold, whose writes were lines like <c>SKU (LISTING): FROM -> TO</c>, and touches no other table.
/// </summary>
internal static class HeldPlanSchema
{
    public const string Tables = """
        ALTER TABLE held_plan RENAME TO held_plan_of_one;

        CREATE TABLE held_plan (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            checksum TEXT NOT NULL,
            scope TEXT NOT NULL,
            run_id INTEGER,
            held_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL,
            seen INTEGER NOT NULL,
            reasons TEXT NOT NULL,
            can_be_approved INTEGER NOT NULL,
            write_count INTEGER NOT NULL,
            state TEXT NOT NULL,
            decided_by TEXT,
            decided_at TEXT,
            ended_at TEXT,
            applied_run_id INTEGER,
            superseded_by TEXT,
            PRIMARY KEY (storefront_id, checksum)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE held_write (
            storefront_id INTEGER NOT NULL,
            checksum TEXT NOT NULL,
            position INTEGER NOT NULL,
            sku TEXT NOT NULL,
            listing TEXT NOT NULL,
            from_quantity TEXT,
            to_quantity TEXT NOT NULL,
            because TEXT NOT NULL,
            PRIMARY KEY (storefront_id, checksum, position),
            FOREIGN KEY (storefront_id, checksum) REFERENCES held_plan (storefront_id, checksum) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        INSERT INTO held_plan (storefront_id, checksum, scope, run_id, held_at, last_seen_at, seen, reasons, can_be_approved,
            write_count, state)
        SELECT h.storefront_id, h.checksum, 'full',
            (SELECT max(r.run_id) FROM run AS r WHERE r.storefront_id = h.storefront_id AND r.plan_checksum = h.checksum AND r.result = 'held'),
            h.held_at, h.held_at, 1, h.reasons,
            h.reasons NOT LIKE '%The till returned no items%' AND h.reasons NOT LIKE '%The till returned no stock rows%',
            json_array_length(h.lines), 'held'
        FROM held_plan_of_one AS h;

        -- Read from the right: the part after the last blank is the number wanted, the one before it the number shown, then the listing in
        -- brackets; whatever is left is the SKU, which may hold any character.
        INSERT INTO held_write (storefront_id, checksum, position, sku, listing, from_quantity, to_quantity, because)
        WITH
            line AS (
                SELECT h.storefront_id, h.checksum, j.key AS position, j.value AS text
                FROM held_plan_of_one AS h, json_each(h.lines) AS j
            ),
            wanted AS (
                SELECT *, substr(text, length(rtrim(text, replace(text, ' ', ''))) + 1) AS to_quantity FROM line
            ),
            shown AS (
                SELECT *, substr(text, 1, length(text) - length(to_quantity) - 4) AS head FROM wanted
            ),
            placed AS (
                SELECT *, substr(head, length(rtrim(head, replace(head, ' ', ''))) + 1) AS from_quantity FROM shown
            ),
            named AS (
                SELECT *, substr(head, 1, length(head) - length(from_quantity) - 3) AS name FROM placed
            )
        SELECT storefront_id, checksum, position,
            substr(name, 1, length(rtrim(name, replace(name, '(', ''))) - 2),
            substr(name, length(rtrim(name, replace(name, '(', ''))) + 1),
            nullif(from_quantity, 'none'), to_quantity, ''
        FROM named;

        DROP TABLE held_plan_of_one;

        CREATE VIEW vw_HeldPlans AS
        SELECT s.name AS Storefront, h.checksum AS Checksum, h.scope AS Scope, h.state AS State, h.held_at AS HeldAt,
            h.last_seen_at AS LastSeenAt, h.seen AS Seen, h.write_count AS Writes, h.reasons AS Reasons, h.run_id AS RunId,
            h.decided_by AS DecidedBy, h.decided_at AS DecidedAt, h.ended_at AS EndedAt, h.applied_run_id AS AppliedRunId,
            h.superseded_by AS SupersededBy
        FROM held_plan AS h
        JOIN storefront AS s ON s.storefront_id = h.storefront_id;
        """;
}

namespace Tillsync.Adapters.Journal;

/// <summary>A migration of its own: what is remembered for the operator, and not for the next sync.</summary>
internal static class NotesSchema
{
    public const string QuietStarts = """
        -- One row for each scheduled start that led to no run.
        CREATE TABLE quiet_start (
            quiet_start_id INTEGER PRIMARY KEY AUTOINCREMENT,
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            started_at TEXT NOT NULL,
            reason TEXT NOT NULL,
            error TEXT,
            listings INTEGER NOT NULL,
            read_requests INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX quiet_start_by_time ON quiet_start (storefront_id, started_at);

        CREATE VIEW vw_QuietStarts AS
        SELECT s.name AS Storefront, q.started_at AS StartedAt, q.reason AS Reason, q.error AS Error, q.listings AS Listings,
            q.read_requests AS ReadRequests
        FROM quiet_start AS q
        JOIN storefront AS s ON s.storefront_id = q.storefront_id;
        """;

    public const string TillColumns = """
        -- The columns of the till as somebody last found them right: what a later look is held against.
        CREATE TABLE till_column (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            table_name TEXT NOT NULL,
            column_name TEXT NOT NULL,
            type TEXT NOT NULL,
            seen_at TEXT NOT NULL,
            PRIMARY KEY (storefront_id, table_name, column_name)
        ) STRICT, WITHOUT ROWID;
        """;

    public const string Alerts = """
        -- What is wrong and who has heard of it, so that several processes and runs make one message of one outage.
        CREATE TABLE alert (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            opened_at TEXT NOT NULL,
            ended_at TEXT,
            told_at TEXT,
            PRIMARY KEY (storefront_id, kind)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE alert_message (
            storefront_id INTEGER PRIMARY KEY REFERENCES storefront (storefront_id),
            last_message_at TEXT NOT NULL
        ) STRICT;
        """;

    public const string ServiceStarts = """
        -- Starts of the service, so that others can tell whether it still runs and where to ask it.
        CREATE TABLE service_start (
            service_start_id INTEGER PRIMARY KEY AUTOINCREMENT,
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            host TEXT NOT NULL,
            process_id INTEGER NOT NULL,
            process_started_at TEXT NOT NULL,
            address TEXT NOT NULL,
            started_at TEXT NOT NULL,
            ended_at TEXT,
            UNIQUE (storefront_id, host, process_id, process_started_at)
        ) STRICT;

        CREATE VIEW vw_ServiceStarts AS
        SELECT s.name AS Storefront, v.started_at AS StartedAt, v.ended_at AS EndedAt, v.host AS Host, v.process_id AS ProcessId,
            v.address AS Address
        FROM service_start AS v
        JOIN storefront AS s ON s.storefront_id = v.storefront_id;
        """;
}

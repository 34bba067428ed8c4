namespace Tillsync.Adapters.Journal;

/// <summary>The statements of the migrations. Columns that hold states use the words of <see cref="JournalWords"/>.</summary>
internal static class JournalSchema
{
    /// <summary>Migration 1.</summary>
    public const string Tables = """
        -- One row, made with the file: tells it from another that takes its place.
        CREATE TABLE journal (identity TEXT NOT NULL) STRICT;
        INSERT INTO journal (identity) VALUES (lower(hex(randomblob(16))));

        CREATE TABLE storefront (
            storefront_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE
        ) STRICT;

        -- One row for each storefront that was ever written to; it stays when the lease is given back, so that fence only rises.
        CREATE TABLE lease (
            storefront_id INTEGER PRIMARY KEY REFERENCES storefront (storefront_id),
            fence INTEGER NOT NULL,
            holder TEXT NOT NULL,
            host TEXT NOT NULL,
            process_id INTEGER NOT NULL,
            process_started_at TEXT NOT NULL,
            granted_at TEXT NOT NULL,
            renewed_at TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            is_released INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE run (
            run_id INTEGER PRIMARY KEY AUTOINCREMENT,
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            scope TEXT NOT NULL,
            reason TEXT NOT NULL,
            holder TEXT NOT NULL,
            started_at TEXT NOT NULL,
            result TEXT NOT NULL,
            ended_at TEXT,
            considered INTEGER NOT NULL DEFAULT 0,
            updated INTEGER NOT NULL DEFAULT 0,
            skipped INTEGER NOT NULL DEFAULT 0,
            refused INTEGER NOT NULL DEFAULT 0,
            unknown INTEGER NOT NULL DEFAULT 0,
            parked INTEGER NOT NULL DEFAULT 0,
            deferred INTEGER NOT NULL DEFAULT 0,
            stock_unknown INTEGER NOT NULL DEFAULT 0,
            unmapped INTEGER NOT NULL DEFAULT 0,
            read_requests INTEGER NOT NULL DEFAULT 0,
            write_requests INTEGER NOT NULL DEFAULT 0,
            error TEXT,
            plan_checksum TEXT
        ) STRICT;
        CREATE INDEX run_by_storefront ON run (storefront_id, run_id);
        CREATE INDEX run_running ON run (storefront_id) WHERE result = 'running';

        CREATE TABLE intent (
            intent_id INTEGER PRIMARY KEY AUTOINCREMENT,
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            run_id INTEGER NOT NULL REFERENCES run (run_id),
            sku TEXT NOT NULL,
            sku_key TEXT NOT NULL,
            listing TEXT NOT NULL,
            from_quantity TEXT,
            to_quantity TEXT NOT NULL,
            delta TEXT,
            inputs TEXT NOT NULL,
            intended_at TEXT NOT NULL,
            state TEXT NOT NULL,
            detail TEXT,
            settled_at TEXT
        ) STRICT;
        CREATE INDEX intent_by_run ON intent (run_id, intent_id);
        CREATE INDEX intent_by_sku ON intent (storefront_id, sku_key, intent_id);
        CREATE INDEX intent_open ON intent (storefront_id, intent_id) WHERE state IN ('intended', 'unknown');

        CREATE TABLE listing (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            listing TEXT NOT NULL,
            sku TEXT NOT NULL,
            origin TEXT NOT NULL,
            confirmed_at TEXT NOT NULL,
            acknowledged TEXT,
            acknowledged_at TEXT,
            needs_look INTEGER NOT NULL,
            PRIMARY KEY (storefront_id, listing)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE item (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            sku_key TEXT NOT NULL,
            sku TEXT NOT NULL,
            status TEXT NOT NULL,
            is_web_item INTEGER NOT NULL,
            product_stamp TEXT NOT NULL,
            inventory_stamp TEXT NOT NULL,
            stock TEXT NOT NULL,
            is_unmapped INTEGER NOT NULL,
            PRIMARY KEY (storefront_id, sku_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE staged_order (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            staging_id INTEGER NOT NULL,
            PRIMARY KEY (storefront_id, staging_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE web_order (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            order_id INTEGER NOT NULL,
            number TEXT NOT NULL,
            status TEXT NOT NULL,
            created_at TEXT NOT NULL,
            modified_at TEXT NOT NULL,
            lines TEXT NOT NULL,
            PRIMARY KEY (storefront_id, order_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE parked (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            sku_key TEXT NOT NULL,
            sku TEXT NOT NULL,
            listing TEXT,
            code TEXT NOT NULL,
            reason TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            parked_at TEXT NOT NULL,
            next_try_at TEXT NOT NULL,
            PRIMARY KEY (storefront_id, sku_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE held_plan (
            storefront_id INTEGER PRIMARY KEY REFERENCES storefront (storefront_id),
            checksum TEXT NOT NULL,
            held_at TEXT NOT NULL,
            reasons TEXT NOT NULL,
            lines TEXT NOT NULL
        ) STRICT;

        CREATE TABLE position (
            storefront_id INTEGER PRIMARY KEY REFERENCES storefront (storefront_id),
            last_full_sync_at TEXT NOT NULL,
            last_verified_at TEXT,
            orders_read_at TEXT NOT NULL,
            till_key TEXT NOT NULL,
            shop_key TEXT NOT NULL,
            policy_fingerprint TEXT NOT NULL,
            stock_row_count INTEGER NOT NULL
        ) STRICT;
        """;

    /// <summary>Migration 2: what a person who opens the file is meant to read. docs/design/journal.md describes each column.</summary>
    public const string Views = """
        CREATE VIEW vw_RunHistory AS
        SELECT s.name AS Storefront, r.run_id AS RunId, r.scope AS Scope, r.reason AS Reason, r.holder AS Holder,
            r.started_at AS StartedAt, r.ended_at AS EndedAt, r.result AS Result,
            round((julianday(r.ended_at) - julianday(r.started_at)) * 86400, 1) AS Seconds,
            r.considered AS Considered, r.updated AS Updated, r.skipped AS Skipped, r.refused AS Refused, r.unknown AS Unknown,
            r.parked AS Parked, r.deferred AS Deferred, r.stock_unknown AS StockUnknown, r.unmapped AS Unmapped,
            r.read_requests AS ReadRequests, r.write_requests AS WriteRequests, r.error AS Error, r.plan_checksum AS PlanChecksum
        FROM run AS r
        JOIN storefront AS s ON s.storefront_id = r.storefront_id;

        CREATE VIEW vw_Parked AS
        SELECT s.name AS Storefront, p.sku AS Sku, p.listing AS Listing, p.code AS Code, p.reason AS Reason,
            p.attempts AS Attempts, p.parked_at AS ParkedAt, p.next_try_at AS NextTryAt
        FROM parked AS p
        JOIN storefront AS s ON s.storefront_id = p.storefront_id;

        CREATE VIEW vw_Why AS
        SELECT s.name AS Storefront, i.sku AS Sku, i.listing AS Listing, i.intended_at AS IntendedAt,
            i.from_quantity AS FromQuantity, i.to_quantity AS ToQuantity, i.delta AS Delta, i.inputs AS Arithmetic,
            i.state AS Outcome, i.detail AS Detail, i.settled_at AS SettledAt, i.intent_id AS IntentId, i.run_id AS RunId,
            r.reason AS RunReason, l.acknowledged AS Shows, l.acknowledged_at AS ShowsSince, l.needs_look AS NeedsLook
        FROM intent AS i
        JOIN run AS r ON r.run_id = i.run_id
        JOIN storefront AS s ON s.storefront_id = i.storefront_id
        LEFT JOIN listing AS l ON l.storefront_id = i.storefront_id AND l.listing = i.listing;
        """;

    /// <summary>
    /// Migration 3. An older journal remembers no mappings, so its first check afterwards reports every mapped article as changed, once.
    /// </summary>
    public const string ItemMapping = """
        ALTER TABLE item ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
        """;

    /// <summary>
    /// The mapping as a thing of its own: since when it has ended and by whose hand, who set it, and the foreign SKU that was accepted with it.
    /// </summary>
    public const string Mappings = """
        ALTER TABLE listing ADD COLUMN ended_at TEXT;
        ALTER TABLE listing ADD COLUMN ended_by TEXT;
        ALTER TABLE listing ADD COLUMN set_by TEXT;
        ALTER TABLE listing ADD COLUMN shop_sku TEXT;

        CREATE VIEW vw_Mapping AS
        SELECT s.name AS Storefront, l.sku AS Sku, l.listing AS Listing, l.origin AS Origin, l.confirmed_at AS ConfirmedAt,
            l.acknowledged AS Shows, l.set_by AS SetBy, l.shop_sku AS ShopSku, l.ended_at AS EndedAt, l.ended_by AS EndedBy
        FROM listing AS l
        JOIN storefront AS s ON s.storefront_id = l.storefront_id;
        """;

    /// <summary>Since when the article is phased out, and how its listing was taken out of sight: by which field, and what that held before.</summary>
    public const string PhasedOut = """
        ALTER TABLE listing ADD COLUMN phased_out_at TEXT;
        ALTER TABLE listing ADD COLUMN hidden_by TEXT;
        ALTER TABLE listing ADD COLUMN hidden_before TEXT;
        """;

    /// <summary>What a write took out of sight, so that taking the run back can bring it into sight again. Older writes tell nothing.</summary>
    public const string HidingIntents = """
        ALTER TABLE intent ADD COLUMN hid_by TEXT;
        ALTER TABLE intent ADD COLUMN hid_before TEXT;
        """;

    /// <summary>This machine's clock when the shop's orders were last read: it tells when the shop's was set back.</summary>
    public const string OwnClock = "ALTER TABLE position ADD COLUMN orders_read_here_at TEXT;";

    /// <summary>Migration 5: when an order was first completed, which its status no longer tells once it is refunded or thrown away.</summary>
    public const string CompletedOrders = "ALTER TABLE web_order ADD COLUMN completed_at TEXT;";
}

using System.Data;
using System.Data.Common;
using System.Globalization;
using Tillsync.Core.Staging;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>What a column does with a text that is too long for it.</summary>
internal enum LongText
{
    /// <summary>It is not the text of an order, or it takes any length.</summary>
    Never,

    /// <summary>A part of it still says something: it is cut, and ends in a mark.</summary>
    IsCut,

    /// <summary>A part of it would be another one, a wrong one: it is left empty.</summary>
    IsLeftOut,
}

/// <param name="Value">What a row says there.</param>
internal sealed record StagingColumn(string Name, DbType Type, LongText WhenLong, Func<StagingRow, object?> Value);

/// <summary>The columns of USER_ORDER_STAGING that say something of an order.</summary>
internal static class StagingColumns
{
    /// <summary>LINE_ITEMS_JSON of a row that was withdrawn.</summary>
    public const string NoLines = "[]";

    /// <summary>Columns that come before the content in <see cref="Read"/>.</summary>
    private const int FirstContent = 7;

    public static readonly IReadOnlyList<StagingColumn> Content =
    [
        new("WOO_ORDER_NO", DbType.AnsiString, LongText.IsLeftOut, row => row.Number),
        new("CUST_EMAIL", DbType.AnsiString, LongText.IsLeftOut, row => row.Email),
        new("ORD_DAT", DbType.Date, LongText.Never, row => row.Date),
        new("ORD_STATUS", DbType.AnsiString, LongText.IsCut, row => row.Status),
        new("PMT_METH", DbType.AnsiString, LongText.IsCut, row => row.PaymentMethod),
        new("SHIP_VIA", DbType.AnsiString, LongText.IsCut, row => row.ShippingMethod),
        new("SUBTOT", DbType.Decimal, LongText.Never, row => row.Subtotal),
        new("SHIP_AMT", DbType.Decimal, LongText.Never, row => row.ShippingTotal),
        new("TAX_AMT", DbType.Decimal, LongText.Never, row => row.TaxTotal),
        new("DISC_AMT", DbType.Decimal, LongText.Never, row => row.DiscountTotal),
        new("TOT_AMT", DbType.Decimal, LongText.Never, row => row.Total),
        new("SHIP_NAM", DbType.AnsiString, LongText.IsCut, row => row.Name),
        new("SHIP_ADRS_1", DbType.AnsiString, LongText.IsCut, row => row.Address1),
        new("SHIP_ADRS_2", DbType.AnsiString, LongText.IsCut, row => row.Address2),
        new("SHIP_CITY", DbType.AnsiString, LongText.IsCut, row => row.City),
        new("SHIP_STATE", DbType.AnsiString, LongText.IsLeftOut, row => row.State),
        new("SHIP_ZIP_COD", DbType.AnsiString, LongText.IsLeftOut, row => row.PostalCode),
        new("SHIP_CNTRY", DbType.AnsiString, LongText.IsLeftOut, row => row.Country),
        new("SHIP_PHONE", DbType.AnsiString, LongText.IsLeftOut, row => row.Phone),
        new("LINE_ITEMS_JSON", DbType.String, LongText.Never, row => row.Lines),
    ];

    /// <summary>What a row is read by, in this order.</summary>
    public static readonly IReadOnlyList<string> Read =
    [
        "STAGING_ID",
        "BATCH_ID",
        "CREATED_BY",
        "IS_APPLIED",
        "CP_DOC_ID",
        "WOO_ORDER_ID",
        "VALIDATION_ERROR",
        .. Content.Select(column => column.Name),
    ];

    /// <summary>What a site must have: everything that is read or written.</summary>
    public static readonly IReadOnlyList<string> Required =
    [
        .. Read,
        "CUST_NO",
        "IS_VALIDATED",
        "APPLIED_DT",
        "SOURCE_SYSTEM",
        "CREATED_DT",
    ];

    /// <summary>A row of <see cref="CounterpointQueries.StagingRowsOf"/>.</summary>
    public static SeenStaging ReadRow(DbDataReader row)
    {
        string? Text(int content) => TillValues.TextOrNull(row, FirstContent + content);
        decimal? Amount(int content) => TillValues.TryReadQuantity(row, FirstContent + content, out var amount) ? amount : null;
        TillValues.TryReadNumber(row, 0, out var id);
        TillValues.TryReadNumber(row, 5, out var orderId);
        return new SeenStaging(
            id,
            TillValues.Text(row, 1),
            IntegrationTables.IsOwn(TillValues.TextOrNull(row, 2)),
            TillValues.Flag(row, 3),
            TillValues.TextOrNull(row, 4)?.Trim() is { Length: > 0 } document ? document : null,
            TillValues.TextOrNull(row, 6),
            new StagingRow(
                orderId,
                Text(0) ?? "",
                Text(1),
                DateOf(row, FirstContent + 2),
                Text(3),
                Text(4),
                Text(5),
                Amount(6),
                Amount(7),
                Amount(8),
                Amount(9),
                Amount(10),
                Text(11),
                Text(12),
                Text(13),
                Text(14),
                Text(15),
                Text(16),
                Text(17),
                Text(18),
                Text(19) ?? ""
            )
        );
    }

    private static DateOnly? DateOf(DbDataReader row, int ordinal)
    {
        if (TillValues.TryReadDate(row, ordinal, out var date) && date is { } day)
        {
            return DateOnly.FromDateTime(day);
        }

        return DateOnly.TryParse(TillValues.TextOrNull(row, ordinal), CultureInfo.InvariantCulture, out var plain) ? plain : null;
    }
}

/// <summary>A row as the table holds it.</summary>
/// <param name="Note">VALIDATION_ERROR.</param>
internal sealed record SeenStaging(
    long StagingId,
    string Batch,
    bool IsOwn,
    bool IsApplied,
    string? Document,
    string? Note,
    StagingRow Content
)
{
    /// <summary>
    /// Withdrawn by us: applied by no document, and with no lines. No order without lines is ever staged, so that no reader's habits make another
    /// row look so.
    /// </summary>
    public bool IsWithdrawn => IsOwn && IsApplied && Document is null && Content.Lines.Trim() == StagingColumns.NoLines;

    /// <summary>The hash that the row carries of itself; empty where it carries none.</summary>
    public string Mark => Batch.LastIndexOf('-') is var at and >= 0 ? Batch[(at + 1)..].Trim() : "";

    /// <summary>It says something else than what we wrote.</summary>
    public bool IsEdited => Content.Hash() != Mark;

    public override string ToString() => $"staging row {StagingId}";
}

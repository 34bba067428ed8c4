namespace Tillsync.Core.Staging;

/// <summary>The table through which web orders go into the till, written only where its switch allows it.</summary>
/// <remarks>
/// Each call is one transaction that looks at the order's rows before it writes, holding off others until it is done: asked twice, by whomever,
/// it leaves one row. A row that the till's side has taken and a row of somebody else are never changed. What a single order's data make impossible is
/// answered; a table that is not there, that may not be written or cannot be reached raises <see cref="TillException"/>. Neither shows
/// anything of a customer. A call that raised may have been carried out all the same; asking again finds out.
/// </remarks>
public interface IOrderStaging
{
    Task<StagingAnswer> WriteAsync(StagingWrite write, CancellationToken cancellationToken);
}

/// <summary>What is to be true of an order's row.</summary>
/// <param name="ExpectedMark">
/// The mark of the row as it was last known; a row with another one has been written by somebody else meanwhile and is left, and one that is gone
/// is not made again. Null: there should be none.
/// </param>
public abstract record StagingWrite(long OrderId, string? ExpectedMark)
{
    /// <summary>The row says this and waits for the till.</summary>
    /// <param name="CustomerId">The customer's id in the shop, for the till's own number of him; 0 for a guest.</param>
    /// <param name="RunId">The run that writes it.</param>
    public sealed record Put(StagingRow Row, long CustomerId, long RunId, string? ExpectedMark) : StagingWrite(Row.OrderId, ExpectedMark);

    /// <summary>The till never creates the order: a row that waits for it says so.</summary>
    /// <param name="Status">The order's status in the shop.</param>
    /// <param name="Reason">A sentence for whoever looks at the row.</param>
    public sealed record Withdraw(long OrderId, string Status, string Reason, string? ExpectedMark) : StagingWrite(OrderId, ExpectedMark);
}

/// <summary>What the table shows now.</summary>
public abstract record StagingAnswer
{
    private StagingAnswer() { }

    /// <summary>It is as it was to be.</summary>
    /// <param name="Mark">Hash of the row as the table holds it.</param>
    /// <param name="Cut">Columns that did not take their text whole.</param>
    public sealed record Done(long StagingId, string Mark, StagingEffect Effect, IReadOnlyList<string> Cut) : StagingAnswer;

    /// <summary>The row that was to be changed or withdrawn is not there.</summary>
    public sealed record NoRow : StagingAnswer;

    /// <summary>The till's side has taken it; nothing was written.</summary>
    public sealed record Taken(long StagingId, string? Document) : StagingAnswer;

    /// <summary>Somebody else has staged it; nothing was written.</summary>
    public sealed record Foreign(long StagingId) : StagingAnswer;

    /// <summary>Its row carries another mark than the expected one; nothing was written.</summary>
    public sealed record Moved(long StagingId, string Mark) : StagingAnswer;

    /// <summary>Somebody has changed its row by hand; nothing was written.</summary>
    public sealed record Edited(long StagingId) : StagingAnswer;

    /// <summary>The table cannot take this order; nothing was written.</summary>
    public sealed record Refused(string Reason) : StagingAnswer;
}

public enum StagingEffect
{
    /// <summary>It was so already.</summary>
    None,
    Inserted,
    Updated,
    Withdrawn,
}

using System.Data;
using System.Data.Common;
using System.Globalization;
using Tillsync.Core;
using Tillsync.Core.Staging;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Writes USER_ORDER_STAGING, the integration's own table. It has no unique key, so that each write looks at the order's rows first, in one
/// transaction and under a lock that others respect. No row is deleted; Counterpoint's own tables are not touched.
/// </summary>
public sealed class CounterpointOrderStaging : IOrderStaging
{
    private readonly ITillDialect _dialect;
    private StagingSite? _site;

    /// <exception cref="TillException">The connection string cannot be read or names no database.</exception>
    public CounterpointOrderStaging(TillOptions options)
        : this(TillDialects.For(options)) { }

    internal CounterpointOrderStaging(ITillDialect dialect)
    {
        _dialect = dialect;
    }

    /// <inheritdoc />
    public async Task<StagingAnswer> WriteAsync(StagingWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (write.OrderId is <= 0 or > int.MaxValue)
        {
            return new StagingAnswer.Refused("Its id does not fit WOO_ORDER_ID, which is an int. Enter it in the till by hand.");
        }

        try
        {
            await using var session = new TillSession(_dialect, forWriting: true);
            await session.OpenAsync(cancellationToken);
            _site ??= await StagingSite.ReadAsync(session, cancellationToken);
            var clock = await ServerClock.ReadAsync(session, cancellationToken);
            var now = clock.ToLocal(clock.Now);
            return write switch
            {
                StagingWrite.Put put => await PutAsync(new StagingTurn(session, now, cancellationToken), put, _site),
                StagingWrite.Withdraw withdraw => await WithdrawAsync(new StagingTurn(session, now, cancellationToken), withdraw),
                _ => throw new ArgumentOutOfRangeException(nameof(write)),
            };
        }
        catch (TillQueryException error) when (error.Fault == TillFault.Other)
        {
            return new StagingAnswer.Refused(Words(error));
        }
        catch (TillQueryException error)
        {
            _site = null;
            throw TillErrors.Explain(error, _dialect);
        }
    }

    private static async Task<StagingAnswer> PutAsync(StagingTurn turn, StagingWrite.Put put, StagingSite site)
    {
        var customer = await site.FindCustomerAsync(turn, put.CustomerId);
        var (values, cut) = site.Fit.Fit(put.Row);
        await turn.BeginAsync(put.OrderId);
        var rows = await turn.ReadRowsAsync(put.OrderId);
        if (Judge(rows, put) is { } answer)
        {
            return answer;
        }

        if (rows.FirstOrDefault(row => row.IsOwn) is not { } own)
        {
            await turn.InsertAsync(put, values, customer, NoteOf(put.Row.Number, cut));
            var made = (await turn.ReadRowsAsync(put.OrderId)).Last(row => row.IsOwn);
            return await MarkAsync(turn, put, made, values, cut, StagingEffect.Inserted);
        }

        if (!own.IsApplied && IsAs(own, values))
        {
            return new StagingAnswer.Done(own.StagingId, own.Mark, StagingEffect.None, cut);
        }

        if (!await turn.UpdateAsync(own, values, customer, NoteOf(put.Row.Number, cut)))
        {
            return OvertakenAnswer;
        }

        var written = (await turn.ReadRowsAsync(put.OrderId)).First(row => row.StagingId == own.StagingId);
        return await MarkAsync(turn, put, written, values, cut, StagingEffect.Updated);
    }

    private static async Task<StagingAnswer> WithdrawAsync(StagingTurn turn, StagingWrite.Withdraw write)
    {
        await turn.BeginAsync(write.OrderId);
        var rows = await turn.ReadRowsAsync(write.OrderId);
        if (TakenIn(rows) is { } taken)
        {
            return taken;
        }

        if (rows.FirstOrDefault(row => row.IsOwn) is not { } own)
        {
            return rows.Count > 0 ? new StagingAnswer.Foreign(rows[0].StagingId) : new StagingAnswer.NoRow();
        }

        if (own.IsWithdrawn)
        {
            return new StagingAnswer.Done(own.StagingId, own.Mark, StagingEffect.None, []);
        }

        if (write.ExpectedMark != own.Mark)
        {
            return new StagingAnswer.Moved(own.StagingId, own.Mark);
        }

        if (!await turn.WithdrawAsync(own, write))
        {
            return OvertakenAnswer;
        }

        var written = (await turn.ReadRowsAsync(write.OrderId)).First(row => row.StagingId == own.StagingId);
        var mark = written.Content.Hash();
        await turn.MarkAsync(own.StagingId, BatchOf(own.Batch, mark), write.Reason);
        await turn.CommitAsync();
        return new StagingAnswer.Done(own.StagingId, mark, StagingEffect.Withdrawn, []);
    }

    /// <summary>What stands against writing an order's row; null: nothing does.</summary>
    private static StagingAnswer? Judge(IReadOnlyList<SeenStaging> rows, StagingWrite.Put put)
    {
        if (TakenIn(rows) is { } taken)
        {
            return taken;
        }

        if (rows.FirstOrDefault(row => row.IsOwn) is not { } own)
        {
            return rows.Count > 0 ? new StagingAnswer.Foreign(rows[0].StagingId)
                : put.ExpectedMark is null ? null
                : new StagingAnswer.NoRow();
        }

        if (put.ExpectedMark != own.Mark)
        {
            return new StagingAnswer.Moved(own.StagingId, own.Mark);
        }

        return own is { IsWithdrawn: false, IsEdited: true } ? new StagingAnswer.Edited(own.StagingId) : null;
    }

    private static StagingAnswer.Taken? TakenIn(IReadOnlyList<SeenStaging> rows) =>
        rows.FirstOrDefault(row => row.IsApplied && !row.IsWithdrawn) is { } row
            ? new StagingAnswer.Taken(row.StagingId, row.Document)
            : null;

    /// <summary>
    /// The row as it stands is what counts from here on: a code page may have replaced letters that it does not have, which the note then says as well.
    /// </summary>
    private static async Task<StagingAnswer> MarkAsync(
        StagingTurn turn,
        StagingWrite.Put put,
        SeenStaging written,
        IReadOnlyDictionary<string, object?> values,
        IReadOnlyList<string> cut,
        StagingEffect effect
    )
    {
        var mark = written.Content.Hash();
        string[] all = [.. cut.Union(Differing(written, values))];
        var batch = string.Create(CultureInfo.InvariantCulture, $"{IntegrationTables.Creator}-{put.RunId}-{mark}");
        await turn.MarkAsync(written.StagingId, batch, NoteOf(put.Row.Number, all));
        await turn.CommitAsync();
        return new StagingAnswer.Done(written.StagingId, mark, effect, all);
    }

    private static bool IsAs(SeenStaging seen, IReadOnlyDictionary<string, object?> values) => !Differing(seen, values).Any();

    private static IEnumerable<string> Differing(SeenStaging seen, IReadOnlyDictionary<string, object?> values) =>
        StagingColumns.Content.Where(column => !Equals(column.Value(seen.Content), values[column.Name])).Select(column => column.Name);

    private static string? NoteOf(string number, IReadOnlyList<string> cut) =>
        cut.Count > 0 ? $"Not all of it fits: {string.Join(", ", cut)}. See web order {number} in the shop." : null;

    /// <summary>The run that made the row stays in it.</summary>
    private static string BatchOf(string batch, string mark) =>
        batch.LastIndexOf('-') is var at and > 0 ? $"{batch[..at]}-{mark}" : $"{IntegrationTables.Creator}-{mark}";

    /// <summary>The server's text may quote the value that it refuses, and that is a customer's.</summary>
    private string Words(TillQueryException error)
    {
        var number = error.InnerException is DbException inner ? _dialect.NumberOf(inner) : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The database refuses its row (error {number}); nothing was written. Look the number up, or enter the order in the till by hand."
        );
    }

    private static StagingAnswer.Refused OvertakenAnswer => new("Its row was changed at the same moment by somebody else.");
}

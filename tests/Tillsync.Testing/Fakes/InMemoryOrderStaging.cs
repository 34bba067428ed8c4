using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Staging;

namespace Tillsync.Testing.Fakes;

/// <summary>The staging table of an <see cref="InMemoryTill"/>, with what the till's side and people do to its rows.</summary>
public sealed class InMemoryOrderStaging(InMemoryTill till, TimeProvider time) : IOrderStaging
{
    private const string NoLines = "[]";

    private readonly List<StagedRow> _rows = [];
    private long _lastId;

    /// <summary>Every row, the oldest first.</summary>
    public IReadOnlyList<StagedRow> Rows => _rows;

    /// <summary>Rows that the till would make an order of.</summary>
    public IEnumerable<StagedRow> Waiting => _rows.Where(row => !row.IsApplied);

    /// <summary>Calls that were made.</summary>
    public int Writes { get; private set; }

    /// <summary>While set, every write fails with it, and nothing is written.</summary>
    public TillException? Fault { get; set; }

    /// <summary>While set, every write is carried out and then fails with it: the answer is lost.</summary>
    public TillException? LosesAnswers { get; set; }

    /// <summary>While set, orders for which it gives a reason are refused with it.</summary>
    public Func<long, string?> Refuses { get; set; } = _ => null;

    /// <summary>Runs at the beginning of each write.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>The till's side takes a row.</summary>
    public void Apply(long orderId, string? document = "104583") =>
        Change(orderId, row => row with { IsApplied = true, Document = document });

    /// <summary>Somebody puts a row right by hand.</summary>
    public void EditByHand(long orderId) => Change(orderId, row => row with { Content = row.Content with { City = "by hand" } });

    /// <summary>The site's clean-up, or a hand.</summary>
    public void Delete(long orderId)
    {
        _rows.RemoveAll(row => row.Content.OrderId == orderId);
        Show();
    }

    /// <summary>Another program stages an order.</summary>
    public void StageByOthers(long orderId)
    {
        var content = new StagingRow(
            orderId,
            $"{orderId}",
            null,
            null,
            "processing",
            null,
            null,
            0,
            0,
            0,
            0,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            NoLines
        );
        _rows.Add(new StagedRow(++_lastId, content, "", false, false, null, time.GetUtcNow(), null));
        Show();
    }

    public Task<StagingAnswer> WriteAsync(StagingWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        Writes++;
        BeforeWrite?.Invoke();
        if (Fault is { } fault)
        {
            return Task.FromException<StagingAnswer>(fault);
        }

        var answer = Refuses(write.OrderId) is { } reason ? new StagingAnswer.Refused(reason) : Answer(write);
        Show();
        return LosesAnswers is { } lost ? Task.FromException<StagingAnswer>(lost) : Task.FromResult(answer);
    }

    private StagingAnswer Answer(StagingWrite write)
    {
        var rows = _rows.Where(row => row.Content.OrderId == write.OrderId).ToList();
        if (rows.Find(row => row.IsApplied && !row.IsWithdrawn) is { } taken)
        {
            return new StagingAnswer.Taken(taken.StagingId, taken.Document);
        }

        if (rows.Find(row => row.IsOwn) is { } own)
        {
            return write is StagingWrite.Put put ? Put(own, put) : Withdraw(own, (StagingWrite.Withdraw)write);
        }

        return rows.Count > 0 ? new StagingAnswer.Foreign(rows[0].StagingId)
            : write is StagingWrite.Put { ExpectedMark: null } made ? Insert(made)
            : new StagingAnswer.NoRow();
    }

    private StagingAnswer.Done Insert(StagingWrite.Put put)
    {
        var row = new StagedRow(++_lastId, put.Row, put.Row.Hash(), true, false, null, time.GetUtcNow(), null);
        _rows.Add(row);
        return new StagingAnswer.Done(row.StagingId, row.Mark, StagingEffect.Inserted, []);
    }

    private StagingAnswer Put(StagedRow own, StagingWrite.Put put)
    {
        if (own.Mark != put.ExpectedMark)
        {
            return new StagingAnswer.Moved(own.StagingId, own.Mark);
        }

        if (!own.IsWithdrawn && own.Content.Hash() != own.Mark)
        {
            return new StagingAnswer.Edited(own.StagingId);
        }

        if (!own.IsApplied && own.Content == put.Row)
        {
            return new StagingAnswer.Done(own.StagingId, own.Mark, StagingEffect.None, []);
        }

        return Replace(own with { Content = put.Row, Mark = put.Row.Hash(), IsApplied = false, Note = null }, StagingEffect.Updated);
    }

    private StagingAnswer Withdraw(StagedRow own, StagingWrite.Withdraw write)
    {
        if (own.IsWithdrawn)
        {
            return new StagingAnswer.Done(own.StagingId, own.Mark, StagingEffect.None, []);
        }

        if (own.Mark != write.ExpectedMark)
        {
            return new StagingAnswer.Moved(own.StagingId, own.Mark);
        }

        var content = own.Content with { Status = write.Status, Lines = NoLines };
        return Replace(
            own with
            {
                Content = content,
                Mark = content.Hash(),
                IsApplied = true,
                Note = write.Reason,
            },
            StagingEffect.Withdrawn
        );
    }

    private StagingAnswer.Done Replace(StagedRow row, StagingEffect effect)
    {
        _rows[_rows.FindIndex(each => each.StagingId == row.StagingId)] = row;
        return new StagingAnswer.Done(row.StagingId, row.Mark, effect, []);
    }

    private void Change(long orderId, Func<StagedRow, StagedRow> change)
    {
        var index = _rows.FindIndex(row => row.Content.OrderId == orderId);
        _rows[index] = change(_rows[index]);
        Show();
    }

    /// <summary>What a reading of the till shows from now on.</summary>
    private void Show()
    {
        foreach (var row in _rows)
        {
            till.StagedLines[row.StagingId] = StagedLineText.Read(row.Content.Lines);
        }

        till.StagedOrders =
        [
            .. _rows.Select(row => new StagedOrder(
                row.StagingId,
                row.Content.OrderId,
                row is { IsApplied: true, Document: not null },
                row.CreatedAt
            )
            {
                Document = row.Document,
                IsMarkedApplied = row.IsApplied,
                IsOwn = row.IsOwn,
            }),
        ];
    }
}

/// <summary>A row of it.</summary>
public sealed record StagedRow(
    long StagingId,
    StagingRow Content,
    string Mark,
    bool IsOwn,
    bool IsApplied,
    string? Document,
    DateTimeOffset CreatedAt,
    string? Note
)
{
    public bool IsWithdrawn => IsOwn && IsApplied && Document is null && Content.Lines == "[]";
}

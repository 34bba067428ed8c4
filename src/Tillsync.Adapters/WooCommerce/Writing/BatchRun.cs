using Tillsync.Core.Applying;

namespace Tillsync.Adapters.WooCommerce.Writing;

/// <summary>
/// Carries one batch out, in parts when the shop takes fewer items at a time, or refuses the whole for the sake of one: then it is halved
/// until that one is alone. What was never sent may be sent again; a part whose answer was lost never is.
/// </summary>
internal sealed class BatchRun(WooCommerceClient client, BatchSender sender, WriteBatch batch, IWritePermit permit)
{
    /// <summary>So many single refusals without one success mean that the shop refuses everything; halving on would cost 200 requests.</summary>
    private const int RefusedAloneMax = 3;

    private readonly WriteOutcome?[] _outcomes = new WriteOutcome?[batch.Writes.Count];
    private readonly Stack<Range> _parts = new();
    private int _refusedAlone;
    private bool _hasSettled;

    private bool HasOutcomes => _outcomes.Any(outcome => outcome is not null);

    public async Task<IReadOnlyList<WriteOutcome>> RunAsync(CancellationToken cancellationToken)
    {
        if (batch.Writes.Count > 0)
        {
            Push(0, batch.Writes.Count, batch.Writes.Count);
        }

        while (_parts.TryPop(out var part))
        {
            var (start, count) = part.GetOffsetAndLength(_outcomes.Length);
            if (count > client.BatchSizeMax)
            {
                Push(start, count, client.BatchSizeMax);
                continue;
            }

            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                await SendAsync(part, cancellationToken);
            }
            catch (OperationCanceledException) when (HasOutcomes)
            {
                Fill(part, new WriteOutcome.Refused(WriteOutcome.Refused.NotSent, "The run was cancelled before this was sent."));
            }
        }

        return [.. _outcomes.Select(outcome => outcome ?? throw new InvalidOperationException("A write has no outcome."))];
    }

    private async Task SendAsync(Range part, CancellationToken cancellationToken)
    {
        var (start, count) = part.GetOffsetAndLength(_outcomes.Length);
        var writes = batch.Writes.Skip(start).Take(count).ToList();
        switch (await sender.SendAsync(batch.ParentId, writes, permit, cancellationToken))
        {
            case BatchReply.Settled settled:
                _hasSettled = true;
                settled.Outcomes.ToArray().CopyTo(_outcomes, start);
                break;
            case BatchReply.Lost lost:
                Fill(part, new WriteOutcome.Unknown(lost.Cause));
                break;
            case BatchReply.TooLarge tooLarge when count == 1:
                Fill(part, new WriteOutcome.Refused("too_large", tooLarge.Reason));
                break;
            case BatchReply.TooLarge tooLarge:
                client.BatchSizeMax = tooLarge.Limit ?? ((count + 1) / 2);
                Push(start, count, client.BatchSizeMax);
                break;
            case BatchReply.Refused refused:
                Refuse(part, refused);
                break;
            case BatchReply.Blocked blocked when HasOutcomes:
                _parts.Push(part);
                FillRest(new WriteOutcome.Refused(WriteOutcome.Refused.NotSent, blocked.Error.Message));
                break;
            case BatchReply.Blocked blocked:
                throw blocked.Error;
        }
    }

    private void Refuse(Range part, BatchReply.Refused refused)
    {
        var (start, count) = part.GetOffsetAndLength(_outcomes.Length);
        if (count > 1)
        {
            Push(start, count, (count + 1) / 2);
            return;
        }

        var outcome = new WriteOutcome.Refused(refused.Code, refused.Reason);
        Fill(part, outcome);
        if (++_refusedAlone >= RefusedAloneMax && !_hasSettled)
        {
            FillRest(outcome);
        }
    }

    /// <summary>Parts of at most this size, the first on top.</summary>
    private void Push(int start, int count, int sizeMax)
    {
        for (var first = (count - 1) / sizeMax * sizeMax; first >= 0; first -= sizeMax)
        {
            _parts.Push(new Range(start + first, start + Math.Min(first + sizeMax, count)));
        }
    }

    private void Fill(Range part, WriteOutcome outcome) => _outcomes.AsSpan(part).Fill(outcome);

    private void FillRest(WriteOutcome outcome)
    {
        while (_parts.TryPop(out var part))
        {
            Fill(part, outcome);
        }
    }
}

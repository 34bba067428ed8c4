using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;

namespace Tillsync.Core;

/// <summary>A moment by a fresh read of the till and the journal's mirror of the shop's orders: what everything tells by that only looks.</summary>
public static class JournalMoment
{
    /// <exception cref="TillException">The till cannot be read.</exception>
    public static async Task<StockMoment> ReadAsync(
        ITill till,
        JournalMemory memory,
        CycleOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(till);
        return await OfAsync(await till.ReadAsync(cancellationToken), till, memory, options, cancellationToken);
    }

    /// <summary>The same where the till has been read already.</summary>
    /// <exception cref="TillException">What it was given of orders cannot be read.</exception>
    public static Task<StockMoment> OfAsync(
        TillReading reading,
        ITill till,
        JournalMemory memory,
        CycleOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(options);
        return new StockMoment(
            reading,
            memory.Orders,
            memory.Positions?.OrdersReadAt ?? DateTimeOffset.MinValue,
            memory
        ).WithStagedLinesAsync(till, options.Policy, cancellationToken);
    }
}

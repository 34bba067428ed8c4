using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>What web orders hold as of a moment, and what about them wants a person's look.</summary>
/// <param name="Orders">Orders that reserve, old and new.</param>
/// <param name="Units">What they hold together, in the till's stocking units.</param>
/// <param name="Backlog">Those that have reserved for too long.</param>
/// <param name="Unmatched">Lines that hold stock and match no article.</param>
/// <param name="Contradictions">A sentence for each order whose staging row says that the till has it, though its stock cannot contain it, or not all of it.</param>
public sealed record OrderStanding(
    int Orders,
    Quantity Units,
    Backlog Backlog,
    IReadOnlyList<WebOrderLine> Unmatched,
    IReadOnlyList<string> Contradictions
)
{
    /// <summary>Where no order was looked at.</summary>
    public static readonly OrderStanding None = new(0, Quantity.Zero, Backlog.None, [], []);

    /// <summary>By the journal's mirror and a fresh read of the till, which alone tells which orders it knows; the shop is not asked.</summary>
    /// <exception cref="TillException">The till cannot be read.</exception>
    public static async Task<OrderStanding> ReadAsync(
        ITill till,
        JournalMemory memory,
        CycleOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var moment = await JournalMoment.ReadAsync(till, memory, options, cancellationToken);
        return Of(moment, moment.Reserve(options.Policy), options, time.GetUtcNow());
    }

    public static OrderStanding Of(StockMoment moment, Reservations reservations, CycleOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(reservations);
        ArgumentNullException.ThrowIfNull(options);
        var knowledge = moment.Knowledge(options.Policy);
        // Everything that holds stock is old enough for no age at all.
        var holding = Backlog.Of(moment.Orders, knowledge.Knows, DateTimeOffset.MaxValue, TimeSpan.Zero, reservations.HeldBy);
        return new OrderStanding(
            holding.Orders,
            holding.Units,
            Backlog.Of(moment.Orders, knowledge.Knows, now, options.BacklogAge, reservations.HeldBy),
            reservations.Unmatched,
            [
                .. moment
                    .Orders.Where(order => order.HoldsStock)
                    .Select(order =>
                        knowledge.Contradiction(order) is { } text ? $"Web order {order.Number} goes on reserving. {text}" : null
                    )
                    .OfType<string>(),
            ]
        );
    }
}

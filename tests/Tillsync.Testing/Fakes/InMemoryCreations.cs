using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;

namespace Tillsync.Testing.Fakes;

/// <summary>Creations of an <see cref="InMemoryJournal"/>.</summary>
internal sealed class InMemoryCreations
{
    private readonly SortedDictionary<long, Creation> _creations = [];

    public IReadOnlyList<Creation> All => [.. _creations.Values];

    public long Add(long runId, PlannedCreation creation, DateTimeOffset now)
    {
        var id = _creations.Count + 1;
        _creations[id] = new Creation(
            id,
            runId,
            creation.Sku,
            creation.Sheet.Name,
            creation.Quantity,
            DecisionText.Arithmetic(creation.Because),
            now,
            IntentState.Intended,
            null,
            null,
            null
        );
        return id;
    }

    public bool Send(long id, DateTimeOffset now)
    {
        _creations[id] = _creations[id] with { IntendedAt = now };
        return true;
    }

    public void Settle(CreationSettlement settlement, DateTimeOffset now)
    {
        if (!_creations.TryGetValue(settlement.CreationId, out var creation))
        {
            throw new InvalidOperationException($"There is no creation {settlement.CreationId}.");
        }

        _creations[settlement.CreationId] = creation with
        {
            State = settlement.State,
            Listing = settlement.Listing,
            Detail = settlement.Detail,
            SettledAt = now,
        };
    }
}

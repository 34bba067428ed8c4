namespace Tillsync.Core.Staging;

/// <summary>The shop's orders with everything in them, read for staging alone.</summary>
/// <remarks>As reads of <see cref="Detecting.IShop"/>: repeated where a fault may pass, never half an answer; else <see cref="ShopException"/>.</remarks>
public interface IOrderDetails
{
    /// <summary>These orders, whatever their status, the trash included; one that was deleted for good is absent.</summary>
    Task<DetailReading> ReadDetailsAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken);
}

using Tillsync.Core;
using Tillsync.Core.Detecting;

namespace Tillsync.Doctor.Checks;

/// <summary>The keys open the shop: products and orders to read, products to write. Asking writes nothing.</summary>
internal sealed class ShopKeysCheck : IDoctorCheck
{
    public string Name => "Shop keys";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        // Whoever cannot be reached refuses no keys.
        await scene.LookAsync(cancellationToken);
        try
        {
            var profile = await scene.ShopProfile.GetAsync(cancellationToken);
            await scene.Shop.ReadChangedOrdersAsync(scene.Time.GetUtcNow().AddMinutes(-1), cancellationToken);
            return Judge(profile.Writing);
        }
        catch (ShopException exception)
        {
            return Diagnosis.Fail($"{exception.Subject}: {exception.Cause}", exception.Advice);
        }
    }

    public static Diagnosis Judge(WriteAccess writing) =>
        writing switch
        {
            WriteAccess.Granted => Diagnosis.Pass("They may read products and orders, and write products."),
            WriteAccess.Refused refused => Diagnosis.Fail($"They may not write: {refused.Cause}", refused.Advice),
            WriteAccess.Unknown unknown => Diagnosis.Warn(
                $"They may read; whether they may write is not known: {unknown.Cause}",
                "The first write tells; `tillsync sync` shows what it would be."
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(writing)),
        };
}

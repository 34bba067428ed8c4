namespace Tillsync.Sandbox.Rest;

/// <summary>Places inside a request where a fault may step in.</summary>
internal sealed class ShopHooks
{
    /// <summary>Called with the position of a batch item before it is handled; may throw.</summary>
    public Action<int, RestRequest>? BatchItem { get; set; }

    /// <summary>Called between the read and the save of a product.</summary>
    public Action? Saving { get; set; }

    public void BeforeSave()
    {
        // A hook fires once, also when what it does saves products itself.
        var hook = Saving;
        Saving = null;
        hook?.Invoke();
    }
}

namespace Tillsync.Testing.Fakes;

/// <summary>What a shop can be asked.</summary>
public enum ShopCall
{
    Identify,
    ReadAllListings,
    ReadListings,
    FindListings,
    ReadChangedOrders,
    ReadTrashedOrders,
    ReadOpenOrders,
    ReadOrders,
    Write,
    Create,
}

/// <summary>What goes wrong with one write request.</summary>
public enum WriteFault
{
    /// <summary>The request never arrives; its sender cannot know.</summary>
    LostBeforeApplying,

    /// <summary>The shop stores everything; its answer is lost.</summary>
    LostAfterApplying,

    /// <summary>The sender gave up; the shop goes on and stores everything a while later.</summary>
    AppliedLate,
}

namespace Tillsync.Sandbox;

/// <summary>What a consumer key may do (recording 01).</summary>
public enum KeyAccess
{
    /// <summary>GET and HEAD only.</summary>
    Read,

    /// <summary>POST, PUT, PATCH and DELETE only.</summary>
    Write,

    /// <summary>Everything.</summary>
    ReadWrite,
}

namespace Tillsync.Sandbox.Auth;

/// <summary>Who asks: a known key, or nobody.</summary>
internal readonly record struct Caller(SandboxKey? Key)
{
    public bool IsKnown => Key is not null;
}

namespace Tillsync.Sandbox.Tests.Traces;

/// <summary>One place where the stand-in answered otherwise than the store.</summary>
internal sealed record TraceDifference(string Trace, int Step, string Operation, string Text)
{
    public override string ToString() => $"{Trace} step {Step} ({Operation}) {Text}";
}

using System.Reflection;
using Tillsync.Core.Recording;

namespace Tillsync.Simulation.Mutants;

/// <summary>What becomes of a call of the journal; the last argument makes it as it was meant.</summary>
internal delegate object? JournalCall(string call, object?[] args, Func<object?> next);

/// <summary>A journal that does as the real one does, but for what a mutant changes.</summary>
internal class TwistedJournal : DispatchProxy
{
    private IJournal? _inner;
    private JournalCall? _twist;

    public static IJournal Around(IJournal inner, JournalCall twist)
    {
        var made = Create<IJournal, TwistedJournal>();
        var proxy = (TwistedJournal)(object)made;
        (proxy._inner, proxy._twist) = (inner, twist);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        ArgumentNullException.ThrowIfNull(_twist);
        return _twist(targetMethod.Name, args ?? [], () => targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Tillsync.Testing.Faults;

/// <summary>A port of which one method fails; all others reach what stands behind it.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The framework derives from it.")]
public class FailingCall : DispatchProxy
{
    private object? _inner;
    private string _method = "";
    private Exception? _exception;

    public static T Of<T>(T inner, string method, Exception exception)
        where T : class
    {
        var made = Create<T, FailingCall>();
        var proxy = (FailingCall)(object)made;
        (proxy._inner, proxy._method, proxy._exception) = (inner, method, exception);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return targetMethod.Name == _method && _exception is { } exception
            ? throw exception
            : targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}

using System.Text;
using System.Text.Json;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>What an answer's body is.</summary>
internal enum BodyForm
{
    Json,

    /// <summary>A web page or plain text.</summary>
    Page,

    /// <summary>JSON that breaks off or is damaged.</summary>
    Broken,

    Empty,
}

/// <summary>
/// An answer's body with its JSON found. Plugins that print warnings put HTML in front of good JSON (recording 12), some hosts add a
/// byte order mark or a comment behind it; none of this makes the JSON less true.
/// </summary>
internal sealed record AnswerBody(BodyForm Form, ReadOnlyMemory<byte> Json)
{
    /// <summary>Places where JSON may begin that are tried. A page of warnings has few brackets; a real page has thousands.</summary>
    private const int StartsMax = 200;

    private const int Unfinished = -1;

    public static AnswerBody Read(ReadOnlyMemory<byte> bytes)
    {
        var text = Trim(bytes);
        if (text.IsEmpty)
        {
            return new(BodyForm.Empty, default);
        }

        var from = 0;
        for (var tries = 0; tries < StartsMax && Next(text.Span, from) is { } start; tries++)
        {
            var length = LengthOfValue(text.Span[start..]);
            if (length == Unfinished)
            {
                // What follows is JSON to the very end and lacks the rest. A whole part inside it must not pass for the answer.
                return new(FormWithoutJson(text.Span), default);
            }

            if (length > 0 && IsEnd(text.Span[(start + length)..], isFirst: start == 0))
            {
                return new(BodyForm.Json, text.Slice(start, length));
            }

            from = start + Math.Max(length, 1);
        }

        return new(FormWithoutJson(text.Span), default);
    }

    private static int? Next(ReadOnlySpan<byte> text, int from) =>
        text[from..].IndexOfAny((byte)'{', (byte)'[') is var step and >= 0 ? from + step : null;

    /// <summary>Nothing may follow, but for a comment behind JSON that the answer began with.</summary>
    private static bool IsEnd(ReadOnlySpan<byte> rest, bool isFirst) =>
        rest.IsEmpty || (isFirst && rest.TrimStart(" \r\n\t"u8)[0] == (byte)'<');

    /// <summary>Length of the object or list at the start; 0 when it is none.</summary>
    private static int LengthOfValue(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, state: default);
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : Unfinished;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static BodyForm FormWithoutJson(ReadOnlySpan<byte> text)
    {
        var start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4096)]);
        var isPage =
            start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<!doctype", StringComparison.OrdinalIgnoreCase);
        return !isPage && text.IndexOfAny((byte)'{', (byte)'[') >= 0 ? BodyForm.Broken : BodyForm.Page;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> bytes)
    {
        var withoutMark = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var span = withoutMark.Span;
        var start = span.Length - span.TrimStart(" \r\n\t"u8).Length;
        return withoutMark.Slice(start, span.Trim(" \r\n\t"u8).Length);
    }
}

/**
 * The guardian, as a POSIX shell runs it: descriptor 0 is the pipe from the program, 1 the terminal that is drawn on, 3 the
 * one that keys come from, 4 where it tells the terminal's modes as they are at its start. It listens to lines:
 *
 * - `modes MODES`: the terminal's modes are now the program's; MODES are those from before
 * - `given`, `full`: the terminal has been given back, or is the program's again, as it is at the start
 * - `say TEXT`, `unsay`: what is to be said where the program ends without a word
 * - `bye`: the program leaves by itself
 *
 * The end of the pipe without a `bye` means that the program was killed. Modes are set back only where they still are
 * what the program made them: a shell that took the terminal over has set its own by then.
 */
export const guardianScript = String.raw`
trap '' HUP INT QUIT TERM TSTP TTIN TTOU PIPE USR1 USR2
exec 2>/dev/null
newline='
'
saved= raw= full=yes words=
stty -g <&3 >&4
exec 4>&-
while IFS=' ' read -r word text; do
  case $word in
    modes) saved=$text raw=$(stty -g <&3) ;;
    full) full=yes ;;
    given) full= ;;
    unsay) words= ;;
    say) case $text in *[!\ -~]*) ;; *) words="$words  $text$newline" ;; esac ;;
    bye) exit 0 ;;
  esac
done
if [ "$full" ]; then
  printf '\033[?2026l\033[?2004l\033[0m\033[?1049l\033[?25h'
  if [ "$saved" ]; then
    sleep 0.1
    [ "$(stty -g <&3)" = "$raw" ] && stty "$saved" <&3
  fi
fi
if [ "$full$words" ]; then
  printf '%s\n%s' 'headroom has ended without a word: it was killed, or ran out of memory.' "$words"
fi
`;
